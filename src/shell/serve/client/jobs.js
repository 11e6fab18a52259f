// One job at a time; what is asked for meanwhile is merged into one more.

/**
 * @param {(job: object) => Promise<void>} work
 * @param {(earlier: object, later: object) => object} merge
 * @returns {(job: object) => Promise<void>}
 */
export function oneAtATime(work, merge) {
  let waiting = null;
  let isWorking = false;
  return async (job) => {
    waiting = waiting ? merge(waiting, job) : job;
    if (isWorking) return;
    isWorking = true;
    try {
      while (waiting) {
        const next = waiting;
        waiting = null;
        await work(next);
      }
    } finally {
      isWorking = false;
    }
  };
}
