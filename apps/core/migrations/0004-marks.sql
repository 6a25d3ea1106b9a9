-- 不開示 (番号法23条2項): who asks may mark the record, too, when asking and when taking back; and what ends without its
-- provider's word (expired, withdrawn) is written into a chain only when the provider has said whether it may be shown.
alter table exchanges
  add column asked_hidden boolean not null default false,
  add column ended text check (ended in ('expired', 'withdrawn')),
  add column ended_at timestamptz;
create index exchanges_ended on exchanges (ended_at) where outcome is null and ended is not null;

grant insert (asked_hidden) on exchanges to {{run}};
grant update (ended, ended_at) on exchanges to {{run}};
create trigger exchanges_end_once before update of ended, ended_at on exchanges for each row
  when (old.outcome is not null or old.ended is not null or new.ended is null or new.ended_at is null)
  execute function refuse_change();
