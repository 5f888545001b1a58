"""What the law says, as pure functions: days, limits, cards, and the referral test."""
