-- What a card's key wrapped before another key came with the same card: the vault of whoever makes that key again. A program
-- that sends a key of its own in place of the card's can add a vault, and takes none away from the card's owner.
create table set_aside_wraps (
  account text not null,
  fingerprint text not null,
  vault text not null,
  wrapped_key bytea not null,
  set_aside_at timestamptz not null,
  foreign key (account, fingerprint) references account_cards on delete cascade
);
create index set_aside_wraps_card on set_aside_wraps (account, fingerprint, set_aside_at);

grant select, insert on set_aside_wraps to {{run}};
