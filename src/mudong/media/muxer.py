"""Encodes frames in order, weaves the sound in, and writes the container. One thread at a time; knows no queue."""

from __future__ import annotations

import contextlib
from fractions import Fraction
from pathlib import Path
from typing import cast

import av
from av.audio.stream import AudioStream
from av.error import FFmpegError
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc, VideoReformatter
from av.video.stream import VideoStream

from mudong.media.audio import SAMPLE_RATE, AudioCut, SoundReader
from mudong.media.formats import OutputFormat
from mudong.media.provenance import Provenance
from mudong.spec.shape import FrameSize
from mudong.spec.timebase import Timebase

_KEYFRAME_EVERY_S = 2
_BT709 = int(Colorspace.ITU709)


class Muxer:
    """An open output file. Raises what the encoder and the operating system raise."""

    def __init__(
        self,
        part: Path,
        size: FrameSize,
        kind: OutputFormat,
        timebase: Timebase,
        quality: int,
        preset: str,
        audio: AudioCut | None,
        provenance: Provenance | None,
    ) -> None:
        self._kind = kind
        self._timebase = timebase
        self._num_frames = 0
        self._num_samples = 0
        self._reformatter = VideoReformatter()
        self._sound = SoundReader(audio) if audio else None
        options = {**kind.container_options, "fflags": "+bitexact"}
        self._container = av.open(str(part), mode="w", format=kind.container, container_options=options)
        for name, value in (provenance.tags() if provenance else {}).items():
            self._container.metadata[name] = value
        self._video = self._video_stream(size, kind.video_options(quality, preset))
        self._audio = self._audio_stream() if audio else None

    def encode(self, frame: av.VideoFrame) -> None:
        """Append a frame, and the sound up to its end."""
        if frame.format.name != self._kind.pixel_format:
            # Several threads of the scaler write over each other's first pixels in widths like 1080.
            frame = self._reformatter.reformat(
                frame, format=self._kind.pixel_format, dst_colorspace=_BT709, dst_color_range=int(ColorRange.MPEG),
                threads=1,
            )  # fmt: skip
        frame.pts = self._num_frames
        frame.time_base = 1 / self._timebase.fps
        frame.colorspace, frame.color_range = _BT709, int(ColorRange.MPEG)
        frame.color_primaries, frame.color_trc = int(ColorPrimaries.BT709), int(ColorTrc.BT709)
        self._container.mux(self._video.encode(frame))
        self._num_frames += 1
        self._encode_sound()

    def complete(self) -> None:
        """Write what the encoders still hold, and the index in front."""
        self._container.mux(self._video.encode(None))
        if self._audio is not None:
            self._container.mux(self._audio.encode(None))
        self._container.close()

    def close(self) -> None:
        """Let go of the file and of the sound's source, whatever state they are in."""
        if self._sound is not None:
            self._sound.close()
        with contextlib.suppress(FFmpegError, OSError):
            self._container.close()

    def _encode_sound(self) -> None:
        if self._audio is None or self._sound is None:
            return
        end = round(self._num_frames / self._timebase.fps * SAMPLE_RATE)
        samples = self._sound.read(end - self._num_samples)
        frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16", layout="stereo")
        frame.sample_rate = SAMPLE_RATE
        frame.time_base = Fraction(1, SAMPLE_RATE)
        frame.pts = self._num_samples
        self._container.mux(self._audio.encode(frame))
        self._num_samples = end

    def _video_stream(self, size: FrameSize, options: dict[str, str]) -> VideoStream:
        stream = cast(VideoStream, self._container.add_stream(self._kind.video_codec, rate=self._timebase.fps))
        stream.width, stream.height, stream.pix_fmt = size.width, size.height, self._kind.pixel_format
        context = stream.codec_context
        context.options = options
        context.time_base = 1 / self._timebase.fps
        context.gop_size = max(1, round(_KEYFRAME_EVERY_S * self._timebase.fps))
        context.colorspace, context.color_range = _BT709, int(ColorRange.MPEG)
        context.color_primaries, context.color_trc = int(ColorPrimaries.BT709), int(ColorTrc.BT709)
        return stream

    def _audio_stream(self) -> AudioStream:
        stream = cast(
            AudioStream, self._container.add_stream(self._kind.audio_codec, rate=SAMPLE_RATE, layout="stereo")
        )
        stream.codec_context.bit_rate = self._kind.audio_bit_rate
        return stream
