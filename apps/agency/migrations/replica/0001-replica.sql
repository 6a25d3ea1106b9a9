-- 副本: a copy of business data in the layout of its information type, one row a person and type.
create table replicas (
  person_ref text not null references people,
  type text not null,
  layout text not null,
  as_of date not null,
  records jsonb not null,
  stored_at timestamptz not null,
  primary key (person_ref, type)
);

grant select, insert, update on replicas to {{run}};
