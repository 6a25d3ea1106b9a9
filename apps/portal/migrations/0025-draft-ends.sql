-- When the owner of a draft was told by mail that it ends; empty again when it is changed, which puts the end off.
alter table drafts add column told_end_at timestamptz;
create index drafts_untold on drafts (updated_at) where account is not null and told_end_at is null;
grant update (told_end_at) on drafts to {{run}};

alter table mails drop constraint mails_kind_check;
alter table mails add constraint mails_kind_check check (kind in ('arrived', 'confirm-email', 'left', 'draft-ends'));
