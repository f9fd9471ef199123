# The eleven sessions, as a path and as a list.
course-lead = 11 sessions along one path. Go to any of them, in any order.
course-map-open = { $no } · open
course-list = Sessions
course-session-title = { $no } · { $title }
course-open = Open
course-has-something = Has something
course-back = All sessions
course-prompts = Questions to start from
course-prompts-about = Pick one, or none. There is no right answer.
course-write-about = Write about this
course-write-about-named = Write about this: { $question }
course-write = Write for this session
course-entries = Pages that go with it
course-entries-none = No page goes with this session yet.
course-entries-more = Show more of them
course-unknown-title = This session is not in your course
course-unknown-text = It may have been renamed or hidden.
