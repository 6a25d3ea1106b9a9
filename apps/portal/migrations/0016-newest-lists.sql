-- Of each CA key the newest revocation list that any copy of the portal has seen, so that no older one is taken after a
-- restart or by another copy.
create table newest_lists (
  issuer text primary key,
  scope text not null,
  number numeric,
  this_update timestamptz not null
);

grant select, insert, update on newest_lists to {{run}};
