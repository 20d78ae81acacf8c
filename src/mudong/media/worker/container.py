"""Opens a container inside the worker: allow-listed formats and codecs, no outside references, one clock.

Time zero is the first picture (or the first sound where there is no picture), so picture and sound share one clock.
"""

from __future__ import annotations

import errno
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import av
import av.subtitles.codeccontext  # PyAV imports these late, when the door is closed already
import av.subtitles.stream
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.error import FFmpegError, InvalidDataError
from av.video.stream import VideoStream

from mudong.media.worker.complete import check_complete
from mudong.media.worker.outlet import Fault

_DEMUXERS = {
    "mp4": "mov", "matroska": "matroska", "avi": "avi", "gif": "gif",
    "wav": "wav", "mp3": "mp3", "flac": "flac", "ogg": "ogg", "aac": "aac",
}  # fmt: skip
"""Kind by signature -> the only demuxer that may read it. None of them follows playlists."""

VIDEO_CODECS = frozenset(
    {"h264", "hevc", "vp8", "vp9", "av1", "libdav1d", "mpeg4", "h263", "mjpeg", "prores", "gif", "libvpx-vp9"}
)
SOUND_CODECS = frozenset(
    {"aac", "mp3", "mp3float", "opus", "libopus", "vorbis", "libvorbis", "flac", "alac", "amrnb"}
    | {f"pcm_{name}" for name in ("u8", "s16le", "s16be", "s24le", "s24be", "s32le", "s32be", "f32le", "f32be")}
)
_BUFFER_BYTES = 256 << 10
_MICROSECOND = Fraction(1, 1_000_000)
_ATTACHED_PICTURE = 0x0400
_CLOCK = re.compile(r"(\d+):(\d+):(\d+(?:\.\d+)?)")


@dataclass(frozen=True, slots=True)
class Opened:
    """An open container with the streams that count and the time of zero in seconds."""

    container: InputContainer
    video: VideoStream | None
    audio: AudioStream | None
    zero_s: float

    def duration_s(self) -> float | None:
        """Seconds from zero to the end as the header tells it, or None where it does not."""
        told = stream_duration_s(self.video or self.audio)
        if told is None and self.container.duration is not None:
            return float(self.container.duration * _MICROSECOND)
        return told

    def video_duration_s(self) -> float | None:
        """How long the picture alone lasts, or None where that cannot be told from the sound."""
        return self.duration_s() if self.audio is None else stream_duration_s(self.video)


def opened(source: io.FileIO, kind: str) -> Opened:
    """Open by content, with the one demuxer that belongs to the file's signature. Raises `Fault`."""
    try:
        container = av.open(
            source, mode="r", buffer_size=_BUFFER_BYTES, metadata_errors="replace",
            container_options={
                "format_whitelist": _DEMUXERS[kind],
                "codec_whitelist": ",".join(sorted(VIDEO_CODECS | SOUND_CODECS)),
                "enable_drefs": "0",
                "use_absolute_path": "0",
            },
        )  # fmt: skip
    except InvalidDataError:
        raise Fault("media.incomplete" if kind == "mp4" else "media.damaged") from None
    except (FFmpegError, OSError) as error:
        if error.errno == errno.ENOMEM:
            raise MemoryError from None
        raise Fault("media.damaged") from None
    video = next((s for s in container.streams.video if not int(s.disposition) & _ATTACHED_PICTURE), None)
    audio = next(iter(container.streams.audio), None)
    check_complete(source, kind, [stream for stream in (video, audio) if stream is not None])
    return Opened(container, video, audio, _zero_s(container, video))


def _zero_s(container: InputContainer, video: VideoStream | None) -> float:
    if video is not None and video.start_time is not None and video.time_base is not None:
        return float(video.start_time * video.time_base)
    return float((container.start_time or 0) * _MICROSECOND)


def stream_duration_s(stream: VideoStream | AudioStream | None) -> float | None:
    """One stream's length from its header, or from the tag that Matroska files carry instead."""
    if stream is None:
        return None
    if stream.duration is not None and stream.time_base is not None:
        return float(stream.duration * stream.time_base)
    if match := _CLOCK.fullmatch(stream.metadata.get("DURATION", "")):
        return int(match[1]) * 3600 + int(match[2]) * 60 + float(match[3])
    return None


def check_video(stream: VideoStream | None, order: dict[str, object]) -> VideoStream:
    """The stream, if it is there, decodable here and of a size within limits. Raises `Fault`."""
    if stream is None:
        raise Fault("media.no_video")
    if not hasattr(stream, "codec_context") or stream.codec_context is None:
        raise Fault("media.codec", codec="?")
    if stream.codec_context.name not in VIDEO_CODECS:
        raise Fault("media.codec", codec=stream.codec_context.name)
    check_size(stream.codec_context.width, stream.codec_context.height, order)
    return stream


def check_size(width: int, height: int, order: dict[str, object]) -> None:
    """Refuse sizes out of limits before anything is allocated for them. Raises `Fault`."""
    side, pixels, least = (int(str(order[name])) for name in ("max_side", "max_pixels", "min_side"))
    if width <= 0 or height <= 0:
        raise Fault("media.damaged")
    if max(width, height) > side or width * height > pixels:
        raise Fault("media.too_many_pixels", width=width, height=height, most_side=side, most_mp=pixels // 1_000_000)
    if min(width, height) < least:
        raise Fault("media.too_small", width=width, height=height, least=least)


def check_duration(duration_s: float | None, order: dict[str, object]) -> None:
    """Refuse what lasts too long, by its header or by the clock reached. Raises `Fault`."""
    most = float(str(order["max_duration_s"]))
    if duration_s is not None and duration_s > most:
        raise Fault("media.too_long", given_s=round(duration_s, 1), most_s=round(most, 1))


def packets(file: Opened, stream: VideoStream | AudioStream) -> Iterator[av.Packet]:
    """The stream's packets up to the end or to where the container breaks; the last ones flush the decoder."""
    source = file.container.demux(stream)
    while True:
        try:
            packet = next(source)
        except StopIteration:
            return
        except FFmpegError:
            raise Fault("media.truncated") from None
        yield packet
