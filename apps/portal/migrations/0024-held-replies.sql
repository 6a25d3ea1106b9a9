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
  -- Of somebody who was not logged in: of these there are so many at most, over all browsers.
  is_stranger boolean not null,
  primary key (browser_hash, id)
);
create index held_replies_held on held_replies (held_at);
create index held_replies_strangers on held_replies (number) where is_stranger;

grant select, insert, delete on held_replies to {{run}};
