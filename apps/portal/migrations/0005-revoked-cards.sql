-- Whose list says whether a card is revoked: the hash of its issuer's name. Empty for cards that were last used before.
alter table account_cards add column issuer text;
create index account_cards_vault on account_cards (vault);

-- Sessions that ended because their card was revoked, for a day: whoever comes with one hears why.
create table revoked_sessions (
  session_hash bytea primary key,
  ended_at timestamptz not null
);
create index revoked_sessions_ended on revoked_sessions (ended_at);

grant select, insert, delete on revoked_sessions to {{run}};
