"""The board: a web page where the ledger is looked at. It reads storage, and changes little.

`application.create` puts it together. A page is a module of `pages/`: a function that reads through
`bot.storage`, shapes what it read into rows of words, and renders a template. A new page is such a module, a
template, and a line in `ROUTES`. What changes something is a POST whose form carries the session's token
(`Site.form`), and answers with a redirect. `bot.web.api` and `bot.web.syndication` tell programs the same.
"""
