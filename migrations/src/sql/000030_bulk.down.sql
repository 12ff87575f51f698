DROP TABLE bulk_change_row;
DROP TABLE bulk_change;
