-- What a form was answered with, until its window goes on: a form is answered by leading to a page, and the page shows this. Sealed
-- with the second half of a cookie, whose first half is hashed here; a row lives for a day.
create table held_replies (
  browser_hash bytea not null,
  id text not null,
  -- The first reply of the same window: all of it goes when a form of the window is right.
  begun_with text not null,
  sealed bytea not null,
  held_at timestamptz not null,
  -- Which came first.
  number bigint generated always as identity,
  -- Who was logged in, by a hash; null for a stranger. Of one account, and of all strangers together, there are so many at most.
  held_for text,
  primary key (browser_hash, id)
);
create index held_replies_held on held_replies (held_at);
create index held_replies_whose on held_replies (held_for, number);

grant select, insert, delete on held_replies to {{run}};
