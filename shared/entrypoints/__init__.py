"""The one room where nameko lives: how a service hears, is asked, and shows its health."""

import warnings

# Known, decided upon and written down; every process would say it again at every start.
warnings.filterwarnings("ignore", message=r"\s*Eventlet is deprecated")

import shared.embedded  # noqa: E402, F401  (kombu learns embedded:// by the import)

from .asking import asked  # noqa: E402
from .discretion import be_discreet  # noqa: E402
from .health import Health  # noqa: E402
from .hearing import hears  # noqa: E402
from .hearing_many import hears_many  # noqa: E402
from .serving import Service  # noqa: E402

be_discreet()

__all__ = ["Health", "Service", "asked", "hears", "hears_many"]
