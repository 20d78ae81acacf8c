"""Credits that never lie: plans and prices as data, an append-only double-entry ledger, and its proof."""
