"""Local parties for the demo and for tests: a web of feeds and pages, something like Slack, and a mail server.

Each listens on 127.0.0.1 at a free port from `with` to the end of the block, in threads of its own,
and takes orders to misbehave. Nothing waits longer than a few seconds for a peer that has gone.

    from demo.servers import FeedServer, MailServer, SlackLike, WebFault, SlackFault, MailFault

    with FeedServer() as web:
        web.put("/feed.xml", rss_text, content_type="application/rss+xml")   # str (UTF-8) or bytes; again: an edit
        web.url("/feed.xml")                       # "http://127.0.0.1:41234/feed.xml"; web.host is "127.0.0.1"
        web.move("/old.xml", "/feed.xml", status=301)
        web.misbehave("/feed.xml", WebFault("error", status=500), times=2)   # times=None: until mend()
        web.misbehave("/feed.xml", WebFault("busy", retry_after="3"))        # 429; a date is passed through as well
        web.misbehave("/feed.xml", WebFault("slow", seconds=2))              # answers late
        web.misbehave("/feed.xml", WebFault("drip", seconds=5))              # a byte now and then
        web.misbehave("/feed.xml", WebFault("truncated" | "drop" | "gone"))
        web.mend("/feed.xml")
        web.requests("/feed.xml")                  # [WebRequest(method, path, headers, status, at)], oldest first
        web.count("/feed.xml")
    ETag and Last-Modified are sent, and If-None-Match and If-Modified-Since answered with 304, unless
    put(..., etag=None, last_modified=None); own headers: put(..., headers={"Cache-Control": "max-age=60"}).

    with SlackLike(token="xoxb-demo") as slack:    # token=None: any token will do
        slack.api_url                              # for SLACK_API_URL: "http://127.0.0.1:41235/api/"
        slack.webhook_url                          # an incoming webhook; its messages land in channel "webhook"
        slack.messages                             # [SlackMessage(ts, channel, text, blocks, metadata, thread_ts, edited)]
        slack.keys()                               # the `key` of each message's metadata payload, in order
        slack.readable(message)                    # the blocks as plain text, as a person would see them
        slack.calls                                # [(method, arguments)], every request that came
        slack.fail("chat.postMessage", SlackFault("busy", retry_after="2"), times=1)
        slack.fail("chat.postMessage", SlackFault("error_after"))    # takes it, then answers 500
        slack.fail("chat.postMessage", SlackFault("drop_after"))     # takes it, then hangs up
        slack.fail("chat.postMessage", SlackFault("error_before" | "drop_before"))
        slack.fail("chat.postMessage", SlackFault("late", seconds=1))    # hangs up, and takes it a second later
        slack.fail("chat.postMessage", SlackFault("silent_before" | "silent_after", seconds=3))  # no answer, then none
        slack.fail("chat.postMessage", SlackFault("garbled_after" | "half_after"))  # takes it; no JSON, or half of it
        slack.fail("chat.postMessage", SlackFault("refuse", error="invalid_blocks"))
        slack.fail("chat.postMessage", SlackFault("refuse_blocks"))  # only messages that have blocks
    Answers auth.test, chat.postMessage, chat.update, chat.delete, chat.getPermalink, conversations.history,
    .replies, .info, .list and .join; a webhook's faults go by the method name "webhook". As in Slack,
    messages may be posted to "#news" or to an id, and are asked for by id; too many blocks, too long
    or empty texts and unknown block types are `invalid_blocks`; metadata comes only when asked for.

    with MailServer() as mail:                     # user=, password=: asks for AUTH
        mail.url                                   # for SMTP_URL: "smtp://127.0.0.1:41236"
        mail.messages                              # [Mail(sender, recipients, data, message)]; message: EmailMessage
        mail.fail(MailFault("temporary"), times=1)     # 451 to DATA
        mail.fail(MailFault("permanent"))              # 554 to DATA
        mail.fail(MailFault("refuse", address="gone@example.org"))   # 550 to that RCPT
        mail.fail(MailFault("close_after"))            # takes the message, and hangs up before the 250
        mail.fail(MailFault("close_before"))           # hangs up, without taking it
        mail.fail(MailFault("silent_after"))           # takes the message, and answers too late

    with ModelServer(lambda told, page: {"on": True, "figures": [...], ...}) as model:   # or recorded({hash: answer})
        model.url                                  # for `model: {url: ...}`: "http://127.0.0.1:41237/v1"
        model.questions                            # the requests' bodies, in order
        model.fail(ModelFault("error", status=503, retry_after="60"), times=1)
        model.fail(ModelFault("slow" | "drip", seconds=3))         # answers late; a byte now and then
        model.fail(ModelFault("no_schema"))                        # 400 to a question with a schema
        model.fail(ModelFault("drop" | "cut" | "prose" | "empty" | "not_json" | "huge" | "deep" | "malicious"))
        model.fail(ModelFault("off"))                              # every page is off the story
        model.mend()
"""

from demo.servers.mail import Mail, MailFault, MailServer
from demo.servers.model import ModelFault, ModelServer, recorded
from demo.servers.posts import SlackMessage
from demo.servers.slack import SlackFault, SlackLike
from demo.servers.web import FeedServer, WebFault, WebRequest

__all__ = [
    "FeedServer",
    "Mail",
    "MailFault",
    "MailServer",
    "ModelFault",
    "ModelServer",
    "SlackFault",
    "SlackLike",
    "SlackMessage",
    "WebFault",
    "WebRequest",
    "recorded",
]
