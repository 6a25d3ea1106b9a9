-- Word of a filing that its citizen has not looked at yet: since when it is there untold, and when they were told of it by mail. Both
-- are empty again once they look.
alter table filings add column news_at timestamptz;
alter table filings add column news_told_at timestamptz;
create index filings_news on filings (news_at) where news_at is not null;
grant update (news_at, news_told_at) on filings to {{run}};

alter table mails drop constraint mails_kind_check;
alter table mails add constraint mails_kind_check
  check (kind in ('arrived', 'confirm-email', 'left', 'draft-ends', 'filing-news'));
