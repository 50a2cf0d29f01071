"""A USB device on a port of dummy_hcd, which this guest's kernel enumerates over USB by its own host stack.

Documentation/usb/gadget_configfs.rst of the kernel.
"""

import glob
import os
import subprocess

GADGETS = "/sys/kernel/config/usb_gadget"


class UsbGadget:
    """Its functions are added before it is plugged."""

    def __init__(self, vendor, product, release, manufacturer, name, serial=""):
        """vendor, product, release: hexadecimal."""
        subprocess.run(["modprobe", "libcomposite"], check=True)
        subprocess.run(["modprobe", "dummy_hcd", "num=2"], check=True)
        self.folder = f"{GADGETS}/{vendor}-{product}-{os.getpid()}"
        os.makedirs(f"{self.folder}/strings/0x409")
        os.makedirs(f"{self.folder}/configs/c.1")
        self.set("idVendor", "0x" + vendor)
        self.set("idProduct", "0x" + product)
        self.set("bcdDevice", "0x" + release)
        self.set("strings/0x409/manufacturer", manufacturer)
        self.set("strings/0x409/product", name)
        if serial:
            self.set("strings/0x409/serialnumber", serial)

    def add_function(self, name):
        """Makes a function of the kernel's, named "kind.name"; returns its folder."""
        os.makedirs(f"{self.folder}/functions/{name}")
        return f"functions/{name}"

    def use(self, name):
        """Puts a function that is complete into the device."""
        os.symlink(f"{self.folder}/functions/{name}", f"{self.folder}/configs/c.1/{name}")

    def plug(self):
        taken = {open(path).read().strip() for path in glob.glob(f"{GADGETS}/*/UDC")}
        self.set("UDC", next(name for name in sorted(os.listdir("/sys/class/udc")) if name not in taken))

    def unplug(self):
        self.set("UDC", "\n")

    def is_plugged(self):
        return self.get("UDC") != ""

    def close(self):
        """The kernel has room for a few functions only, so none is left behind."""
        if self.is_plugged():
            self.unplug()
        for link in glob.glob(f"{self.folder}/configs/c.1/*.*"):
            os.unlink(link)
        for path in glob.glob(f"{self.folder}/functions/*"):
            os.rmdir(path)
        for path in ("configs/c.1", "strings/0x409", ""):
            os.rmdir(f"{self.folder}/{path}")

    def set(self, name, value):
        with open(f"{self.folder}/{name}", "w") as file:
            file.write(value)

    def get(self, name):
        with open(f"{self.folder}/{name}") as file:
            return file.read().strip()
