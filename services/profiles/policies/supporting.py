"""What follows from resources, bulletins, stories and consultations."""

from uuid import UUID

from shared.envelope import Envelope
from shared.messages import Command

from .. import events as told
from ..commands.consultation import NoteWorkshopInformed
from ..commands.resources import AskLibrary, NoteResources, ShelveResource, UnshelveResource
from ..commands.stories import IdentifyForStory, NoteStoryMentee, WithdrawStoryConsent
from ..commands.together import DeliverBulletin, NoteReader


def when_resource_published_then_shelve(
    seen: Envelope[told.ResourcePublished],
) -> list[Command]:
    one = seen.data
    return [ShelveResource(programme=one.programme, resource_id=one.resource_id, topic=one.topic)]


def when_resource_retired_then_unshelve(seen: Envelope[told.ResourceRetired]) -> list[Command]:
    one = seen.data
    return [UnshelveResource(programme=one.programme, resource_id=one.resource_id)]


def when_mentee_referred_then_ask_the_library(
    seen: Envelope[told.MenteeReferred],
) -> list[Command]:
    if seen.programme is None:
        return []
    return [AskLibrary(programme=seen.programme, mentee_id=seen.data.mentee_id)]


def when_library_serves_then_note(seen: Envelope[told.LibraryServesMentee]) -> list[Command]:
    return [NoteResources(mentee_id=seen.data.mentee_id)]


def when_mentor_listed_then_offer_bulletins(seen: Envelope[told.MentorListed]) -> list[Command]:
    if seen.programme is None:
        return []
    return [NoteReader(programme=seen.programme, mentor_id=seen.data.mentor_id)]


def when_mentor_ended_then_offer_none(seen: Envelope[told.MentorRoleEnded]) -> list[Command]:
    return no_reader(seen.programme, seen.data.mentor_id)


def when_mentor_withdrew_then_offer_none(seen: Envelope[told.MentorWithdrawn]) -> list[Command]:
    return no_reader(seen.programme, seen.data.mentor_id)


def no_reader(programme: str | None, mentor_id: UUID) -> list[Command]:
    return [NoteReader(programme=programme, mentor_id=mentor_id, reads=False)] if programme else []


def when_bulletin_published_then_deliver(seen: Envelope[told.BulletinPublished]) -> list[Command]:
    one = seen.data
    return [
        DeliverBulletin(bulletin_id=one.bulletin_id, mentor_id=mentor) for mentor in one.recipients
    ]


def when_story_proposed_then_identify(seen: Envelope[told.StoryProposed]) -> list[Command]:
    one = seen.data
    if one.mentee_id is None:
        return []
    return [IdentifyForStory(mentee_id=one.mentee_id, story_id=one.story_id)]


def when_identified_then_note(seen: Envelope[told.MenteeIdentifiedForStory]) -> list[Command]:
    one = seen.data
    return [
        NoteStoryMentee(
            story_id=one.story_id,
            mentee_id=one.mentee_id,
            mentee_person_id=one.person_id,
            age_band=one.age_band,
        )
    ]


def when_mentee_left_stories_then_withdraw(
    seen: Envelope[told.MenteeLeftStories],
) -> list[Command]:
    one = seen.data
    return [WithdrawStoryConsent(story_id=id_, person_id=one.person_id) for id_ in one.story_ids]


def when_workshop_scheduled_then_note_what_informed_it(
    seen: Envelope[told.WorkshopScheduled],
) -> list[Command]:
    one = seen.data
    return [
        NoteWorkshopInformed(consultation_id=id_, workshop_id=one.workshop_id)
        for id_ in one.informed_by
    ]


of_support = (
    when_resource_published_then_shelve,
    when_resource_retired_then_unshelve,
    when_mentee_referred_then_ask_the_library,
    when_library_serves_then_note,
    when_mentor_listed_then_offer_bulletins,
    when_mentor_ended_then_offer_none,
    when_mentor_withdrew_then_offer_none,
    when_bulletin_published_then_deliver,
    when_story_proposed_then_identify,
    when_identified_then_note,
    when_mentee_left_stories_then_withdraw,
    when_workshop_scheduled_then_note_what_informed_it,
)
