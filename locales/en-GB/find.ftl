# Find: a few words, and the pages that hold them.
find-title = Find
find-words = Words to look for
find-placeholder = A word you remember
find-session = Session
find-all-sessions = All sessions
find-session-option = { $no } · { $title }
find-results = Pages found
find-count = { $count ->
    [0] Nothing found
    [one] 1 page found
   *[other] { $count } pages found
}
find-count-many = The first { $count } pages found
find-start = Type a word. Titles, pages and labels are searched.
find-nothing = No page holds that. Try a shorter word.
find-refused = Something stopped the search. Type the word once more.
find-tender = A tender page
find-tender-folded = Folded. Open it when you want to.
find-untitled = A page without a title
find-keys = Arrow keys choose. Enter opens.
