CREATE TABLE `notifications` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`network` text,
	`event` text,
	`block` integer,
	`kind` text NOT NULL,
	`at` integer NOT NULL,
	`read` integer DEFAULT false NOT NULL,
	`bad` integer NOT NULL,
	`said` text NOT NULL,
	`about` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `notifications_event_unique` ON `notifications` (`event`);--> statement-breakpoint
CREATE INDEX `notifications_network` ON `notifications` (`network`,`id`);--> statement-breakpoint
CREATE TABLE `notified_blocks` (
	`network` text PRIMARY KEY NOT NULL,
	`block` integer NOT NULL
);
