"""Module NAVICast: this Slicer follows feet and hands, as a NAVICast gateway tells them to a Cast hub."""

import logging
import os

import qt
import slicer
from slicer.ScriptedLoadableModule import (
    ScriptedLoadableModule,
    ScriptedLoadableModuleLogic,
    ScriptedLoadableModuleTest,
    ScriptedLoadableModuleWidget,
)

from NAVICastLib.client_path import add_client_path

add_client_path()

from navicast_client import connect, mock_login  # noqa: E402
from NAVICastLib.scene import SlicerScene  # noqa: E402

POLL_MILLISECONDS = 16
TOKEN_VARIABLE = "NAVICAST_TOKEN"
LOGINS = ("none", "development hub", f"token in {TOKEN_VARIABLE}")
STATES = {
    "connecting": "connecting",
    "online": "online",
    "offline": "not connected",
    "refused": "refused",
    "closed": "closed",
}


class NAVICast(ScriptedLoadableModule):
    def __init__(self, parent):
        ScriptedLoadableModule.__init__(self, parent)
        parent.title = "NAVICast"
        parent.categories = ["IGT"]
        parent.dependencies = []
        parent.contributors = ["NAVICast maintainers"]
        parent.helpText = (
            "Moves slices, windows, cameras and layouts, and shows tracked tools, by footswitches, 6DOF controllers and"
            " trackers on a NAVICast gateway. It moves views only; nothing physical."
        )
        parent.acknowledgementText = "Apache-2.0. The WebSocket library is websockets, BSD-3-Clause."


class NAVICastLogic(ScriptedLoadableModuleLogic):
    """One connection; everything that it does to the scene happens in `poll`, by a timer of Qt's main thread."""

    def __init__(self):
        ScriptedLoadableModuleLogic.__init__(self)
        self.viewer = None
        self.scene = None
        self._timer = qt.QTimer()
        self._timer.setInterval(POLL_MILLISECONDS)
        self._timer.connect("timeout()", self._poll)

    def connect(self, hub, topic, login, user, frame, lps, said, state, profile, device):
        self.disconnect()
        token = None
        if login == LOGINS[1]:
            token = mock_login(hub, topic, user or None)
        elif login == LOGINS[2]:
            token = lambda renew: os.environ.get(TOKEN_VARIABLE)  # noqa: E731
        self.viewer = connect(hub, topic, "3DSlicer", token=token, on_error=lambda e: logging.error("NAVICast: %r", e))
        self.scene = SlicerScene(slicer, frame, lps, said)
        self.scene.bind(self.viewer)
        self.viewer.on_state(state)
        self.viewer.on_profile(profile)
        self.viewer.on_device(device)
        self._timer.start()

    def disconnect(self):
        self._timer.stop()
        if self.viewer:
            self.viewer.close()
        self.viewer = self.scene = None

    def _poll(self):
        if self.viewer:
            self.viewer.poll()


class NAVICastWidget(ScriptedLoadableModuleWidget):
    def setup(self):
        ScriptedLoadableModuleWidget.setup(self)
        self.logic = NAVICastLogic()
        self.hub = qt.QLineEdit()
        self.hub.placeholderText = "https://hub.example.org/api/hub"
        self.topic = qt.QLineEdit()
        self.login = qt.QComboBox()
        self.login.addItems(list(LOGINS))
        self.user = qt.QLineEdit()
        self.frame = qt.QLineEdit()
        self.frame.toolTip = "The frame of tracked tools that is this scene's; empty shows no tools"
        self.lps = qt.QCheckBox("its coordinates are LPS (else RAS)")
        self.connectButton = qt.QPushButton("Connect")
        self.pauseButton = qt.QPushButton("Pause")
        self.pauseButton.checkable = True
        self.pauseButton.enabled = False
        self.state = qt.QLabel("not connected")
        self.said = qt.QLabel()
        self.devices = qt.QLabel()
        self.bindings = qt.QLabel()
        for label in (self.state, self.said, self.devices, self.bindings):
            label.wordWrap = True
        form = qt.QFormLayout()
        for name, field in (
            ("Hub", self.hub),
            ("Topic", self.topic),
            ("Login", self.login),
            ("User", self.user),
            ("Frame of tools", self.frame),
            ("", self.lps),
            ("", self.connectButton),
            ("", self.pauseButton),
            ("Hub is", self.state),
            ("Devices", self.devices),
            ("Now", self.bindings),
            ("", self.said),
        ):
            form.addRow(name, field)
        self.layout.addLayout(form)
        self.layout.addStretch(1)
        self.connectButton.connect("clicked()", self.onConnect)
        self.pauseButton.connect("toggled(bool)", self.onPause)
        self._deviceStates = {}
        self._load()

    def cleanup(self):
        self.logic.disconnect()

    def onConnect(self):
        if self.logic.viewer:
            self.logic.disconnect()
            self._connected(False)
            self.onState("offline", "")
            return
        hub, topic = self.hub.text.strip(), self.topic.text.strip()
        if not hub.startswith(("http://", "https://")) or not topic:
            self.state.text = "give the hub as https://…/api/hub, and a topic"
            return
        self._save()
        self.logic.connect(
            hub,
            topic,
            self.login.currentText,
            self.user.text.strip(),
            self.frame.text.strip(),
            self.lps.checked,
            self._say,
            self.onState,
            self.onProfile,
            self.onDevice,
        )
        self._connected(True)

    def onPause(self, paused):
        if self.logic.viewer:
            (self.logic.viewer.pause if paused else self.logic.viewer.resume)()
        self.pauseButton.text = "Go on" if paused else "Pause"

    def onState(self, state, reason):
        self.state.text = STATES[state] + (f": {reason}" if reason and state != "online" else "")

    def onProfile(self, profile):
        words = [str(binding.get("words", "")) for binding in profile.get("bindings", [])]
        title = ", ".join(str(profile[key]) for key in ("profile", "mode") if profile.get(key))
        self.bindings.text = "\n".join([title, *words])

    def onDevice(self, device):
        self._deviceStates[device.get("device")] = device
        self.devices.text = "\n".join(
            f"{name}: {d.get('state')}" + (f" ({d['reason']})" if d.get("reason") else "")
            for name, d in self._deviceStates.items()
        )

    def _say(self, text):
        self.said.text = text

    def _connected(self, connected):
        self.connectButton.text = "Disconnect" if connected else "Connect"
        self.pauseButton.enabled = connected
        self.pauseButton.checked = False
        for field in (self.hub, self.topic, self.login, self.user, self.frame, self.lps):
            field.enabled = not connected

    def _fields(self):
        return {"hub": self.hub, "topic": self.topic, "user": self.user, "frame": self.frame}

    def _save(self):
        """Where to connect; never a token."""
        settings = qt.QSettings()
        for key, field in self._fields().items():
            settings.setValue(f"NAVICast/{key}", field.text)
        settings.setValue("NAVICast/login", self.login.currentText)
        settings.setValue("NAVICast/lps", "true" if self.lps.checked else "false")

    def _load(self):
        settings = qt.QSettings()
        for key, field in self._fields().items():
            field.text = settings.value(f"NAVICast/{key}") or ""
        self.login.setCurrentText(settings.value("NAVICast/login") or LOGINS[0])
        self.lps.checked = settings.value("NAVICast/lps") == "true"


class NAVICastTest(ScriptedLoadableModuleTest):
    """Runs inside Slicer: the scene layer on a real scene, without a hub."""

    def runTest(self):
        slicer.mrmlScene.Clear(0)
        import numpy

        volume = slicer.util.addVolumeFromArray(numpy.arange(8 * 8 * 8).reshape(8, 8, 8))
        slicer.util.setSliceViewerLayers(background=volume, fit=True)
        scene = SlicerScene(slicer)
        logic = slicer.app.layoutManager().sliceWidget("Red").sliceLogic()
        scene._to_middle()
        before = logic.GetSliceOffset()
        scene.step_slices(1)
        self.assertNotEqual(before, logic.GetSliceOffset())
        scene.step_slices(-1)
        self.assertAlmostEqual(before, logic.GetSliceOffset())
        self.delayDisplay("NAVICast: passed")
