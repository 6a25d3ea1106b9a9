-- What municipalities offer, as each said it last: the whole list in one row. Nothing here is about a person.
create table offers (
  municipality text primary key,
  -- The party that signed it.
  party text not null,
  version bigint not null,
  list jsonb not null,
  received_at timestamptz not null
);

grant select, insert, update on offers to {{run}};
