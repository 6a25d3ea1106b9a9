-- What a municipality offers to its citizens, as it was published last: one row at most.
create table published_offers (
  municipality text primary key,
  version bigint not null,
  list jsonb not null,
  published_at timestamptz not null
);

grant select, insert, update on published_offers to {{run}};
