"""From pixels to bodies: the estimator, one picture, one video. Knows nothing about rigs, checks or engines."""
