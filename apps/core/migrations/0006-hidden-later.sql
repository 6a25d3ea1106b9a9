-- Who asked may withhold the record of its question later, too, as long as the ledger has no line of how it ended: a mark is
-- set and never taken back.
grant update (asked_hidden) on exchanges to {{run}};
create trigger exchanges_hide_once before update of asked_hidden on exchanges for each row
  when (old.outcome is not null or not new.asked_hidden) execute function refuse_change();
