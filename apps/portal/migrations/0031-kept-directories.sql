-- The network's signed directory as it was when an agency said that it has a filing: a receipt is checked by it ever after, also when
-- the agency's key of then, or the agency, is not in the directory any more. It is public, and the same for all filings of its time.
create table kept_directories (
  digest bytea primary key check (octet_length(digest) = 32),
  file bytea not null
);
-- Null until it is taken, and of those from before.
alter table filings add column directory bytea references kept_directories;

grant select, insert on kept_directories to {{run}};
grant update (directory) on filings to {{run}};
