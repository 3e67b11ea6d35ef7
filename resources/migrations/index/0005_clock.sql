CREATE TABLE `chain_clock` (
	`id` integer PRIMARY KEY NOT NULL,
	`stalled` integer NOT NULL
);
