-- What waits for the core's word is looked at every minute.
create index filings_sent on filings (sent_at) where state = 'sent';
