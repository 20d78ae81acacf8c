"""The Kling API's new standard: the model in the path, `contents`, `settings`, `options`, `/tasks`."""
