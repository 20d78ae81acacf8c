"""The parser's training: `python -m recipes.parser --minutes 60` renders, trains, resumes and writes the weights."""
