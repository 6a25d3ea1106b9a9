-- The newest version of each signed file that a node has gone by: one that starts anew takes none that is older.
create table newest_versions (
  file text primary key,
  version bigint not null,
  held_at timestamptz not null
);
grant select, insert, update (version, held_at) on newest_versions to {{run}};
