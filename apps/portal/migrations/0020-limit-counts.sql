-- How often somebody did what may be done so often only: the limits that a restart, and a second copy of the portal, must not
-- forget. A row outlives its window by a minute at most.
create table limit_counts (
  rule text not null,
  -- A card's fingerprint, an account, the hash of a session or of an address of mail: as the rule counts.
  who text not null,
  count integer not null,
  until timestamptz not null,
  primary key (rule, who)
);
create index limit_counts_until on limit_counts (until);

grant select, insert, update, delete on limit_counts to {{run}};
