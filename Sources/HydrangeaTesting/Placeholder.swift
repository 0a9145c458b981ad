import Hydrangea
