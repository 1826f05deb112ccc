"""Who may ask for what about training, and about what supports people."""

from ...commands import consultation, desk, resources, stories, together, training
from ..roles import an_institution, own_word, the_office, the_provider, the_team
from .grounds import OFFICE, PARTICIPANT, PARTICIPATION, PERSON

OF_TRAINING = {
    training.SaveTrainingProgress: PARTICIPANT,
    training.CompleteModule: PARTICIPANT,
    training.AcknowledgeHandbook: PARTICIPANT,
    training.ScheduleWorkshop: OFFICE,
    training.BookWorkshopPlace: PARTICIPATION,
    training.AllocateWorkshopPlaces: OFFICE,
    training.ReleaseWorkshopPlace: PARTICIPATION,
    training.ConfirmWorkshopPlace: PARTICIPATION,
    training.RecordAttendance: (the_provider, the_office),
    consultation.RecordTrainingNeeds: PERSON,
}

OF_SUPPORT = {
    resources.PublishResource: OFFICE,
    resources.RetireResource: OFFICE,
    resources.AccessResource: PARTICIPATION,
    together.PublishBulletin: OFFICE,
    desk.RaiseSupportRequest: PERSON,
    desk.CommentOnSupportRequest: (*PERSON, the_team),
    desk.ResolveSupportRequest: (the_office, the_team),
    desk.ReopenSupportRequest: (*PERSON, the_team),
    stories.ProposeStory: PERSON,
    stories.GiveStoryConsent: (own_word("person_id"), the_office, an_institution),
    stories.WithdrawStoryConsent: (*PERSON, an_institution),
    stories.PublishStory: OFFICE,
    stories.TakeStoryDown: OFFICE,
}
