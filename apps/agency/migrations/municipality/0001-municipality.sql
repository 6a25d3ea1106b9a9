-- The municipality's own business data (正本): residents and 個人住民税.
create table residents (
  person_ref text primary key references people,
  name text not null,
  kana text not null,
  birth_date date not null,
  sex text not null,
  address text not null,
  household_number text not null,
  relationship text not null
);

create table tax_assessments (
  person_ref text not null references people,
  tax_year integer not null,
  income_year integer not null,
  taxation text not null check (taxation in ('1', '2', '3', '4')),
  corrected_on date,
  assessed_on date not null,
  primary key (person_ref, tax_year)
);

-- One row an amount or a number of people, by the item codes of the tax system.
create table tax_items (
  person_ref text not null,
  tax_year integer not null,
  item text not null,
  amount bigint not null,
  primary key (person_ref, tax_year, item),
  foreign key (person_ref, tax_year) references tax_assessments
);

grant select, insert on residents, tax_assessments, tax_items to {{run}};
