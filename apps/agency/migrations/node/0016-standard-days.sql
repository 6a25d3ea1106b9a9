-- 標準処理期間 of a case is that of the day on which it came: an agency that sets another one changes it for those that come later.
alter table cases add column standard_days integer not null default 20 check (standard_days between 1 and 250);
alter table cases disable trigger cases_go_on;
update cases set standard_days = 5 where procedure in ('pregnancy-notification', 'dog-registration');
alter table cases enable trigger cases_go_on;
alter table cases alter column standard_days drop default;
