-- Whose code and whose flags they are stays as it was entered: the role that runs changes the code and the flags.
revoke update on people from {{run}};
grant update (link_code, holds_answers, withholds_data, hides_records) on people to {{run}};
revoke update on published_offers from {{run}};
grant update (version, list, published_at) on published_offers to {{run}};
