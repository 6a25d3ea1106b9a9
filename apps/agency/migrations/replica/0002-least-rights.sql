-- A copy is replaced by a newer one of the same person and type.
revoke update on replicas from {{run}};
grant update (layout, as_of, records, stored_at) on replicas to {{run}};
