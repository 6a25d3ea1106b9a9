-- What an officer released is shown no longer once the person is protected: its end comes earlier, never later.
grant update (until) on releases to {{run}};
create trigger releases_end_earlier before update of until on releases for each row
  when (new.until > old.until) execute function refuse_change();
