-- 操作履歴: what an account did here. Event words, times and counts: no address of a computer, no content. Kept a year.
create table activities (
  activity bigint generated always as identity primary key,
  account text not null references accounts on delete cascade,
  at timestamptz not null,
  event text not null,
  channel text not null check (channel in ('page', 'api')),
  -- Of a file: its kind.
  kind text,
  count integer,
  -- Of a log-in: until when the card's certificate is good, by which its holder tells one card from another.
  card_not_after timestamptz
);
create index activities_account on activities (account, activity desc);
create index activities_at on activities (at);

grant select, insert, delete on activities to {{run}};
