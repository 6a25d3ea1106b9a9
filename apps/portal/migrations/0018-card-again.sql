-- What the card is asked for again: a challenge of one session for one act, used once. The signature comes with the act
-- itself, so that nothing stands here which a stolen cookie could use.
create table card_challenges (
  session_hash bytea not null references sessions on delete cascade,
  act text not null,
  challenge bytea not null,
  expires_at timestamptz not null,
  primary key (session_hash, act)
);

-- A recovery code that was just made, sealed to the vault: its page shows the same for some minutes, however often it is
-- loaded.
create table shown_codes (
  session_hash bytea primary key references sessions on delete cascade,
  sealed bytea not null,
  made_at timestamptz not null
);
create index shown_codes_made on shown_codes (made_at);

grant select, insert, update, delete on card_challenges, shown_codes to {{run}};
