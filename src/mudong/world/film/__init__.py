"""Films: shots of one cast, cut or faded together. A value, its frames and truth, its words, and films by chance."""

from mudong.world.film.montage import next_scene, sample_film
from mudong.world.film.shooting import FilmFrame, film_frames, render_film
from mudong.world.film.value import Film, FilmShot
from mudong.world.film.words import film_captions, film_prompt

__all__ = [
    "Film",
    "FilmFrame",
    "FilmShot",
    "film_captions",
    "film_frames",
    "film_prompt",
    "next_scene",
    "render_film",
    "sample_film",
]
