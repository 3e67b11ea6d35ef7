ALTER TABLE `movements` ADD `event` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `task_timeline` DROP COLUMN `money`;