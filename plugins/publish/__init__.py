"""From a built site to a published one: the plan, the targets, the receipt. No reader ever sees half of a release."""
