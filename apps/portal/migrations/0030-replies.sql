-- What a citizen sends about a filing of theirs: a withdrawal, later papers, a correction. It is a draft until it is sent, as all
-- else; which filing it is about, and what of the three it is, stands beside what is sealed of it.
alter table drafts
  add column about text check (about ~ '^fil_[A-Za-z0-9_-]{22}$'),
  add column reply text check (reply in ('correction', 'papers', 'withdrawal')),
  add constraint drafts_reply_is_about check ((about is null) = (reply is null)),
  add constraint drafts_reply_has_account check (about is null or account is not null);
-- Begun twice, or in two windows: one.
create unique index drafts_one_a_reply on drafts (about, reply) where about is not null;

-- The filing that began the case. The core knows it, too; what it is stands in what is sealed.
alter table filings add column about text check (about ~ '^fil_[A-Za-z0-9_-]{22}$');
create index filings_about on filings (about) where about is not null;
