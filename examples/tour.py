"""A tour of sgzlib (导览): read a station file and print what the notice says about it."""

from datetime import date

import sgzlib as sgz

worker = sgz.Worker(name="王芳", education=sgz.Education.BACHELOR, social_work_major=True)
print(sgz.check_qualification(worker, on=date(2022, 3, 1)).render())
