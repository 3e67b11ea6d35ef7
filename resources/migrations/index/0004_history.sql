PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_movements` (
	`id` text PRIMARY KEY NOT NULL,
	`event` text DEFAULT '' NOT NULL,
	`kind` text NOT NULL,
	`task` integer,
	`agent` text,
	`from` text,
	`to` text,
	`amount` text NOT NULL,
	`block` integer NOT NULL,
	`position` integer NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`task`) REFERENCES `tasks`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
INSERT INTO `__new_movements`("id", "event", "kind", "task", "agent", "from", "to", "amount", "block", "position", "at") SELECT "id", "event", "kind", "task", "agent", "from", "to", "amount", "block", "position", "at" FROM `movements`;--> statement-breakpoint
DROP TABLE `movements`;--> statement-breakpoint
ALTER TABLE `__new_movements` RENAME TO `movements`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE UNIQUE INDEX `movements_position_unique` ON `movements` (`position`);--> statement-breakpoint
CREATE INDEX `movements_task` ON `movements` (`task`);--> statement-breakpoint
CREATE INDEX `movements_from` ON `movements` (`from`,`position`);--> statement-breakpoint
CREATE INDEX `movements_to` ON `movements` (`to`,`position`);--> statement-breakpoint
CREATE INDEX `movements_agent` ON `movements` (`agent`,`position`);--> statement-breakpoint
CREATE INDEX `movements_kind` ON `movements` (`kind`,`position`);