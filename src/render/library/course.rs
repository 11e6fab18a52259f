//! Courses and their lessons.

use crate::render::Scene;
use crate::render::library::link_to;
use crate::render::navigation::link;
use crate::render::view::{CourseView, LessonView};
use crate::site::kind::{Course, Lesson};
use crate::site::{ItemId, ItemKind, PageId};

/// The lessons of a course, in the order of a language's readers.
fn lessons(scene: Scene<'_>, course: ItemId, language: usize) -> Vec<(ItemId, &Lesson)> {
    let site = scene.site;
    let children = site.children(course, language).iter();
    children
        .filter_map(|id| match &site.item(*id).facts.kind {
            ItemKind::Lesson(lesson) => Some((*id, &**lesson)),
            _ => None,
        })
        .collect()
}

pub(super) fn course(scene: Scene<'_>, id: PageId, course: &Course) -> CourseView {
    let site = scene.site;
    let page = site.page(id);
    let language = page.language as usize;
    let texts = &site.page_head(id).head.texts.of_kind;
    let lessons = lessons(scene, page.item, language);
    CourseView {
        objectives: texts.texts("objectives"),
        who_for: texts.text("who_for").map(str::to_owned),
        before_you_start: texts.text("before_you_start").map(str::to_owned),
        needs: texts.texts("needs"),
        minutes: lessons.iter().map(|(_, lesson)| lesson.minutes()).sum(),
        lesson_count: lessons.len(),
        prerequisites: course
            .prerequisites
            .iter()
            .filter_map(|key| link_to(scene, key, language))
            .collect(),
        group_size: course.group_size,
    }
}

pub(super) fn lesson(scene: Scene<'_>, id: PageId, lesson: &Lesson) -> LessonView {
    let site = scene.site;
    let page = site.page(id);
    let language = page.language as usize;
    let texts = &site.page_head(id).head.texts.of_kind;
    let course = site
        .item(page.item)
        .parent
        .filter(|parent| matches!(site.item(*parent).facts.kind, ItemKind::Course(_)));
    let all = course
        .map(|course| lessons(scene, course, language))
        .unwrap_or_default();
    let place = all.iter().position(|(other, _)| *other == page.item);
    LessonView {
        objectives: texts.texts("objectives"),
        key_points: texts.texts("key_points"),
        teach_minutes: lesson.teach_minutes,
        practice_minutes: lesson.practice_minutes,
        course: course
            .and_then(|course| site.page_in(course, language))
            .map(|page| link(scene, page)),
        number: place.map(|place| place + 1),
        lesson_count: all.len(),
        handout: lesson.handout.name(),
    }
}
