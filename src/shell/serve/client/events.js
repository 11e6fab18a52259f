// What the server tells: one connection for all tabs of a browser.
//
// A browser keeps at most six connections to a server of HTTP/1.1, so six tabs with a stream of
// events each would leave none for pages. The tab that holds the lock listens and passes on what
// it hears; when it is closed, the next tab gets the lock.

const NAME = 'opas-events';
const RETRY_MS = 1000;

/**
 * Listens until the page is left.
 * @param {(event: {type: string}) => void} onEvent   `hello`, `update` and `findings` with their data
 * @param {(isConnected: boolean) => void} onConnection
 */
export function listen(onEvent, onConnection) {
  const deliver = (message) => (message.type === 'connection' ? onConnection(message.isConnected) : onEvent(message));
  // Without locks (a page that does not come from this machine) every tab has its own connection.
  if (!navigator.locks) return openStream(deliver);

  const channel = new BroadcastChannel(NAME);
  let status = null;
  channel.onmessage = ({ data }) => {
    if (data.type !== 'ask') deliver(data);
    else if (status) status.forEach((message) => channel.postMessage(message));
  };
  channel.postMessage({ type: 'ask' });
  navigator.locks.request(NAME, () => new Promise(() => {
    const now = { connection: null, hello: null };
    openStream((message) => {
      remember(now, message);
      status = Object.values(now).filter(Boolean);
      channel.postMessage(message);
      deliver(message);
    });
  }));
}

/** Keeps what a tab has to be told that comes later. */
function remember(now, message) {
  if (message.type === 'connection' || message.type === 'hello') now[message.type] = message;
  else if (now.hello) now.hello = { ...now.hello, generation: message.generation };
}

function openStream(deliver) {
  const source = new EventSource('/_opas/events');
  for (const type of ['hello', 'update', 'findings']) {
    source.addEventListener(type, ({ data }) => {
      if (type === 'hello') deliver({ type: 'connection', isConnected: true });
      deliver({ ...JSON.parse(data), type });
    });
  }
  source.addEventListener('error', () => {
    deliver({ type: 'connection', isConnected: false });
    // The browser tries again by itself, unless it was refused with an answer.
    if (source.readyState === EventSource.CLOSED) setTimeout(() => openStream(deliver), RETRY_MS);
  });
}
