CREATE TABLE `agent_keys` (
	`id` text PRIMARY KEY NOT NULL,
	`owner` text NOT NULL,
	`key` text NOT NULL,
	`since` integer NOT NULL,
	`until` integer
);
--> statement-breakpoint
CREATE INDEX `agent_keys_owner` ON `agent_keys` (`owner`,`key`);--> statement-breakpoint
ALTER TABLE `tasks` ADD `no_match` text;