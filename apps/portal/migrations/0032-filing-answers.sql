-- What a citizen answered in what they sent, sealed to the vault: a correction begins with it. It outlives the draft, which may be
-- changed or ended by then, and goes a year after the last word of the case.
create table filing_answers (
  filing text primary key references filings on delete cascade,
  sealed bytea not null check (octet_length(sealed) <= 1048576)
);
grant select, insert, delete on filing_answers to {{run}};
